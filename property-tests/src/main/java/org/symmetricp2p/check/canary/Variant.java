package org.symmetricp2p.check.canary;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.World;

/**
 * The core and the laboratory with some edits: finds the texts to replace, compiles the files that they are in, in
 * memory, and loads everything once more, with the changed classes in the place of the real ones. What isn't edited is
 * the very bytes of the real classes.
 */
public final class Variant {

    /** Where the build puts the sources. */
    private static final String SOURCES = "/sources/";

    private static final String ROOT = "org/symmetricp2p/";

    private final Loader loader;

    private Variant(Loader loader) {
        this.loader = loader;
    }

    /**
     * The variant with these edits; without any, all is as it really is.
     *
     * @throws IllegalStateException if a text isn't found exactly once, if the result doesn't compile, or if this
     *     Java runtime has no compiler
     */
    public static Variant of(List<Edit> edits) {
        Map<String, String> sources = new TreeMap<>();
        for (Edit edit : edits) {
            sources.put(edit.file(), apply(edit, sources.computeIfAbsent(edit.file(), Variant::source)));
        }
        return new Variant(new Loader(sources.isEmpty() ? Map.of() : compile(sources)));
    }

    /**
     * A way into the variant: an instance of a class, as loaded anew. It and the caller see different classes of the
     * project, so they can only exchange Java's own types.
     *
     * @throws IllegalStateException if it can't be loaded
     */
    public <A, B, C> BiFunction<A, B, C> probe(Class<? extends BiFunction<A, B, C>> type) {
        try {
            Object probe =
                    loader.loadClass(type.getName()).getDeclaredConstructor().newInstance();
            @SuppressWarnings("unchecked") // the class says so, though it is another one than that seen from here
            BiFunction<A, B, C> function = (BiFunction<A, B, C>) probe;
            return function;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the variant can't be loaded: " + e, e);
        }
    }

    // ---- patch ----

    private static String source(String file) {
        String path = SOURCES + ROOT + file + ".java";
        try (InputStream in = Variant.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no source " + path + " among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String apply(Edit edit, String source) {
        int at = source.indexOf(edit.find());
        if (at < 0 || source.indexOf(edit.find(), at + 1) >= 0) {
            throw new IllegalStateException("the text to replace is " + (at < 0 ? "not" : "more than once") + " in "
                    + edit.file() + ": " + edit.find());
        }
        return source.substring(0, at)
                + edit.replacement()
                + source.substring(at + edit.find().length());
    }

    // ---- compile ----

    private static Map<String, byte[]> compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("canaries are compiled when they are run, and the Java runtime in "
                    + System.getProperty("java.home") + " has no compiler: run this with a JDK");
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                ClassesInMemory classes = new ClassesInMemory(files)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
            List<JavaFileObject> units = sources.entrySet().stream()
                    .map(source -> source(source.getKey(), source.getValue()))
                    .toList();
            List<String> options = List.of("-proc:none", "-implicit:none", "-nowarn");
            if (!compiler.getTask(said, classes, null, options, null, units).call()) {
                throw new IllegalStateException("the variant doesn't compile:\n" + said);
            }
            return classes.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(String file, String text) {
        return new SimpleJavaFileObject(URI.create("memory:///" + ROOT + file + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** The module with the core, this one, and the annotations that they carry: folders, or one jar. */
    private static List<Path> classPath() {
        return Stream.of(Peer.class, World.class, JsonTypeInfo.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> {
                    try {
                        return Path.of(location.toURI());
                    } catch (URISyntaxException e) {
                        throw new IllegalStateException("no path: " + location, e);
                    }
                })
                .distinct()
                .toList();
    }

    // ---- load ----

    /** Loads every class of the project anew: the changed ones, or else from the real bytes. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> changed;

        Loader(Map<String, byte[]> changed) {
            super(Variant.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ROOT.replace('/', '.'))) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = changed.containsKey(name) ? changed.get(name) : real(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        private byte[] real(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
