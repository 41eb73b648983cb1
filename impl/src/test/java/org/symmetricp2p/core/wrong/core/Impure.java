package org.symmetricp2p.core.wrong.core;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One impurity per method. */
public final class Impure {

    private Impure() {}

    static OutputStream stream() {
        return new ByteArrayOutputStream();
    }

    static void console() {
        System.out.println();
    }

    static Path file() {
        return Path.of("x");
    }

    static Selector channel(Selector selector) {
        return selector;
    }

    static Object address() {
        return InetSocketAddress.createUnresolved("x", 1);
    }

    static void thread() {
        Thread.yield();
    }

    static Object threadLocal() {
        return new ThreadLocal<String>();
    }

    static Object lock() {
        return new ReentrantLock();
    }

    static Object atomic() {
        return new AtomicLong();
    }

    static synchronized int locked() {
        return 0;
    }

    static void notified(Object object) {
        object.notifyAll();
    }

    static long millis() {
        return System.currentTimeMillis();
    }

    static long nanos() {
        return System.nanoTime();
    }

    static Object instant() {
        return Instant.now();
    }

    static double mathRandom() {
        return Math.random();
    }

    static Object random() {
        return new Random(1);
    }

    static Object threadLocalRandom() {
        return ThreadLocalRandom.current();
    }

    static Object uuid() {
        return UUID.randomUUID();
    }

    static int identity(Object object) {
        return System.identityHashCode(object);
    }

    static String property() {
        return System.getProperty("x");
    }

    static Object julLogger() {
        return Logger.getGlobal();
    }

    static Object systemLogger() {
        return System.getLogger("x");
    }

    static Map<String, String> hashMap() {
        return new HashMap<>();
    }

    static Set<String> hashSet() {
        return new HashSet<>();
    }

    static Map<String, String> identityMap() {
        return new IdentityHashMap<>();
    }

    static Set<String> setOf() {
        return Set.of("a", "b");
    }

    static Map<String, String> mapOf() {
        return Map.of("a", "b");
    }

    static Set<String> collected(Stream<String> stream) {
        return stream.collect(Collectors.toSet());
    }

    static Map<Integer, List<String>> grouped(Stream<String> stream) {
        return stream.collect(Collectors.groupingBy(String::length));
    }

    static Stream<String> parallel(List<String> list) {
        return list.parallelStream();
    }

    static void shuffled(List<String> list) {
        Collections.shuffle(list);
    }

    static Object reference() {
        return (java.util.function.LongSupplier) System::nanoTime;
    }
}
