package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** The fields of HELLO (spec 7.5, 7.19). */
final class HelloCodec {

    private static final Field MAGIC = new Field("magic", 4, 0x53594d50, 0x53594d50); // SYMP
    private static final Field VERSION = new Field("protocol version", 2, 0, 65_535);
    private static final Text APPLICATION = Text.of("application id", 1, 64);
    private static final Field FPS = new Field("fps", 2, 1, Config.MAX_FPS);
    private static final Field STATE_SIZE = new Field("state size", 4, 0, Simulation.MAX_STATE_SIZE);
    private static final Field SOURCE_COUNT = new Field("number of sources", 4, 0, Versions.MAX_SOURCES);

    private static final Field EXTENSION_COUNT = new Field("number of extensions", 1, 0, Extension.MAX_COUNT);
    private static final Text EXTENSION = Text.of("name of extension", 1, Extension.MAX_NAME);
    private static final Field REQUIRED = new Field("whether the extension is required", 1, 0, 1);
    private static final Field CONTENT_SIZE = new Field("size of extension", 2, 0, Payload.MAX_SIZE);

    static final int MAX_SIZE = size(MAGIC, VERSION)
            + APPLICATION.maxSize()
            + size(FPS, STATE_SIZE)
            + Parts.SOURCE_SIZE
            + size(Parts.CLOCK, SOURCE_COUNT)
            + (int) SOURCE_COUNT.max() * Parts.VERSION_SIZE
            + size(EXTENSION_COUNT)
            + (int) EXTENSION_COUNT.max()
                    * (EXTENSION.maxSize() + size(REQUIRED, CONTENT_SIZE) + (int) CONTENT_SIZE.max());

    private HelloCodec() {}

    static void write(Message.Hello hello, FrameWriter out) {
        out.put(MAGIC, MAGIC.min());
        out.put(VERSION, Wire.VERSION);
        out.put(APPLICATION, hello.application());
        out.put(FPS, hello.fps());
        out.put(STATE_SIZE, hello.stateSize());
        Parts.write(hello.self(), out);
        out.put(Parts.CLOCK, hello.clock());
        out.put(SOURCE_COUNT, hello.versions().known().size());
        Parts.write(hello.versions(), out);
        write(hello.extensions(), out);
    }

    static Decoded read(FrameReader in) {
        in.get(MAGIC);
        checkVersion(in.getInt(VERSION), in);
        String application = in.get(APPLICATION);
        int fps = in.getInt(FPS);
        int stateSize = in.getInt(STATE_SIZE);
        Source self = Parts.readSource(in);
        long clock = in.get(Parts.CLOCK);
        Versions versions = readVersions(in);
        List<Extension> extensions = readExtensions(in);
        return in.end(() -> new Message.Hello(application, fps, stateSize, self, clock, versions, extensions));
    }

    /** Nothing is said of what follows a version that this peer doesn't speak: it can't be read (spec 7.14, 7.15). */
    private static void checkVersion(int version, FrameReader in) {
        if (version != Wire.VERSION) {
            String what = "protocol version is " + version + ", this peer speaks " + Wire.VERSION;
            in.reject(Message.Reason.INCOMPATIBLE, what);
        }
    }

    private static Versions readVersions(FrameReader in) {
        int count = in.getInt(SOURCE_COUNT);
        SortedMap<Source, Version> known = new TreeMap<>();
        for (int i = 0; i < count && in.isGood(); i++) {
            Parts.readNext(known, in);
        }
        return new Versions(known);
    }

    private static void write(List<Extension> extensions, FrameWriter out) {
        out.put(EXTENSION_COUNT, extensions.size());
        for (Extension extension : extensions) {
            out.put(EXTENSION, extension.name());
            out.put(REQUIRED, extension.isRequired() ? 1 : 0);
            out.put(CONTENT_SIZE, extension.content().size());
            out.put(extension.content());
        }
    }

    private static List<Extension> readExtensions(FrameReader in) {
        int count = in.getInt(EXTENSION_COUNT);
        List<Extension> extensions = new ArrayList<>();
        for (int i = 0; i < count && in.isGood(); i++) {
            int at = in.position();
            String name = in.get(EXTENSION);
            if (i > 0) {
                in.checkAscending("extension", extensions.get(i - 1).name(), name, at);
            }
            boolean isRequired = in.get(REQUIRED) == 1;
            Payload content = in.getPayload("extension", in.getInt(CONTENT_SIZE));
            if (in.isGood()) {
                extensions.add(new Extension(name, isRequired, content));
            }
        }
        return extensions;
    }
}
