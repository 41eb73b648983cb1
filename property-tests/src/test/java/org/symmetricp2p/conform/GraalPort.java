package org.symmetricp2p.conform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/** The JavaScript port, or a broken one, in this very process: builds need nothing installed. */
final class GraalPort implements Port {

    private static final Engine ENGINE = Engine.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();

    private final Context context;
    private final Value answer;
    private final Queue<String> answers = new ArrayDeque<>();

    private GraalPort(Context context, Value answer) {
        this.context = context;
        this.answer = answer;
    }

    /** @param folder with its modules */
    static GraalPort of(Path folder) throws IOException {
        Context context = Context.newBuilder("js")
                .engine(ENGINE)
                .allowIO(IOAccess.newBuilder()
                        .fileSystem(FileSystem.newReadOnlyFileSystem(FileSystem.newDefaultFileSystem()))
                        .build())
                .option("js.esm-eval-returns-exports", "true")
                .build();
        Source module = Source.newBuilder("js", folder.resolve("answers.mjs").toFile())
                .mimeType("application/javascript+module")
                .build();
        return new GraalPort(
                context, context.eval(module).getMember("answering").execute());
    }

    @Override
    public void say(String line) {
        answers.add(answer.execute(line).asString());
    }

    @Override
    public String answer() {
        return answers.remove();
    }

    @Override
    public void close() {
        context.close();
    }
}
