package org.symmetricp2p;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.core.wrong.core.Impure;

/**
 * Who may import whom, and what the pure packages must not touch (design 6). Every rule is also run on a
 * small wrong tree, {@code org.symmetricp2p.core.wrong}, where it must fail: else it would guard nothing.
 */
class ArchitectureTest {

    private static final String ROOT = "org.symmetricp2p";
    private static final String WRONG = ROOT + ".core.wrong";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final JavaClasses WRONG_TREE = new ClassFileImporter().importPackages(WRONG);

    /** What a pure package doesn't even mention: I/O, threads, locks, clocks, randomness, logging, reflection. */
    private static final String[] IMPURE_PACKAGES = {
        "java.io..",
        "java.net..",
        "java.nio.channels..",
        "java.nio.file..",
        "java.time..",
        "java.util.concurrent..",
        "java.util.logging..",
        "java.util.random..",
        "java.util.zip..",
        "java.util.jar..",
        "java.security..",
        "java.lang.ref..",
        "java.lang.reflect..",
        "javax..",
        "sun..",
        "jdk..",
        "org.slf4j..",
        "io.netty.."
    };

    /** The same, where only part of a package is impure; and collections that iterate in no certain order. */
    private static final List<String> IMPURE_CLASSES = List.of(
            "java.lang.System$Logger",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.Properties",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.TimerTask",
            "java.util.UUID",
            "java.util.WeakHashMap");

    /** What is pure of an impure package: a function of bytes. */
    private static final List<String> HASH_FUNCTIONS =
            List.of("java.security.MessageDigest", "java.security.NoSuchAlgorithmException");

    /** Methods that give unordered collections, or something else from outside. */
    private static final Map<String, List<String>> IMPURE_METHODS = Map.of(
            "java.lang.Math", List.of("random"),
            "java.lang.Object", List.of("wait", "notify", "notifyAll"),
            "java.lang.System",
                    List.of(
                            "currentTimeMillis",
                            "nanoTime",
                            "identityHashCode",
                            "getenv",
                            "getProperty",
                            "getLogger",
                            "exit"),
            "java.util.Collection", List.of("parallelStream"),
            "java.util.List", List.of("parallelStream"),
            "java.util.Collections", List.of("shuffle", "newSetFromMap"),
            "java.util.Map", List.of("of", "ofEntries", "copyOf"),
            "java.util.Set", List.of("of", "copyOf"),
            "java.util.stream.Collectors",
                    List.of("toSet", "toUnmodifiableSet", "toMap", "toUnmodifiableMap", "groupingBy"),
            "java.util.stream.Stream", List.of("parallel"));

    private static DescribedPredicate<JavaClass> impureClass() {
        return describe(
                "do I/O, threads, clocks, randomness, logging or unordered collections",
                type -> (resideInAnyPackage(IMPURE_PACKAGES).test(type) || IMPURE_CLASSES.contains(type.getName()))
                        && !isHashFunction().test(type));
    }

    private static DescribedPredicate<JavaClass> isHashFunction() {
        return describe("hash functions", type -> HASH_FUNCTIONS.contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> impureMethod() {
        return describe(
                "whose outcome differs from run to run",
                access -> IMPURE_METHODS
                        .getOrDefault(access.getTargetOwner().getName(), List.of())
                        .contains(access.getTarget().getName()));
    }

    /** The rules, by name, for the tree of packages below a root. */
    private static Map<String, ArchRule> rulesFor(String root) {
        String app = root + ".app..";
        String core = root + ".core..";
        String wire = root + ".wire..";
        String link = root + ".link..";
        String net = root + ".net..";
        String store = root + ".store..";
        String demo = root + ".demo..";
        String[] pure = {app, core, link, demo};
        String[] basics = {"java.lang..", "java.nio", "java.util.."};
        Map<String, ArchRule> rules = new TreeMap<>();
        rules.put(
                "app needs only Java's basics",
                classes()
                        .that()
                        .resideInAPackage(app)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(basics)
                                .or(resideInAnyPackage(app))
                                .or(arrays())));
        rules.put(
                "core needs only Java's basics, its hash functions and app",
                classes()
                        .that()
                        .resideInAPackage(core)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(basics)
                                .or(isHashFunction())
                                .or(resideInAnyPackage(core, app))
                                .or(arrays())));
        rules.put(
                "demo needs only Java's basics and app",
                classes()
                        .that()
                        .resideInAPackage(demo)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(basics)
                                .or(resideInAnyPackage(demo, app))
                                .or(arrays())));
        rules.put("wire needs only Java, core and app", onlyJavaAnd(wire, core, app));
        rules.put(
                "link needs only Java's basics, wire, core and app",
                classes()
                        .that()
                        .resideInAPackage(link)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(basics)
                                .or(resideInAnyPackage(link, wire, core, app))
                                .or(arrays())));
        rules.put(
                "net needs only Java, Netty, link, wire, core and app",
                onlyJavaAnd(net, link, wire, core, app, "io.netty.."));
        rules.put("store needs only Java, link, wire, core and app", onlyJavaAnd(store, link, wire, core, app));
        rules.put(
                "app, core, link and demo do nothing impure",
                noClasses().that().resideInAnyPackage(pure).should().dependOnClassesThat(impureClass()));
        rules.put(
                "app, core, link and demo ask for nothing impure",
                noClasses().that().resideInAnyPackage(pure).should().accessTargetWhere(impureMethod()));
        rules.put(
                "app, core, link and demo do not lock",
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(pure)
                        .should()
                        .haveModifier(SYNCHRONIZED));
        rules.put(
                "nothing static can change",
                fields().that().areStatic().should().beFinal());
        rules.put(
                "there is no package of leftovers",
                noClasses().should().resideInAnyPackage(root + "..util..", root + "..common.."));
        rules.put(
                "no class is an Impl or an Abstract",
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameStartingWith("Abstract"));
        rules.put(
                "packages form no cycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        return rules;
    }

    private static ArchRule onlyJavaAnd(String here, String... others) {
        return classes()
                .that()
                .resideInAPackage(here)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", here)
                        .or(resideInAnyPackage(others))
                        .or(arrays()))
                .allowEmptyShould(true); // until the package is there
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return describe(
                "arrays of primitives",
                type -> type.isArray() && type.getBaseComponentType().isPrimitive());
    }

    @TestFactory
    Stream<DynamicTest> the_code_keeps_each_rule() {
        return rulesFor(ROOT).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_fails_where_it_is_broken() {
        return rulesFor(WRONG).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertTrue(rule.getValue().evaluate(WRONG_TREE).hasViolation())));
    }

    /** Each method of the fixture commits one sin, and each must be found. */
    @Test
    void every_kind_of_impurity_is_found() {
        Map<String, ArchRule> rules = rulesFor(WRONG);
        TreeSet<String> found = new TreeSet<>();
        for (String name : List.of(
                "app, core, link and demo do nothing impure",
                "app, core, link and demo ask for nothing impure",
                "app, core, link and demo do not lock")) {
            EvaluationResult result = rules.get(name).evaluate(WRONG_TREE);
            for (String line : result.getFailureReport().getDetails()) {
                found.add(line.replaceAll("(?s).*?Impure\\.(\\w+)\\(.*", "$1"));
            }
        }
        TreeSet<String> sins = new TreeSet<>();
        for (var method : Impure.class.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                sins.add(method.getName());
            }
        }
        sins.removeAll(found);
        assertEquals(new TreeSet<>(), sins, "not found");
    }

    @Test
    void the_rules_look_at_what_is_there() {
        for (String name : List.of("app.Simulation", "core.Peer", "link.Endpoint", "demo.Rectangle")) {
            assertTrue(MAIN.contain(ROOT + "." + name), name);
        }
        assertFalse(MAIN.contain(Impure.class), "tests may do what they like");
    }
}
