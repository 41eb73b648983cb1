package org.symmetricp2p.sim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.stream.Collectors;

/** How files of records are read: nothing is guessed, and a mistake is told by its place and without names of classes. */
public final class StrictJson {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private StrictJson() {}

    /** What is wrong, and where. */
    public static String mistake(JsonProcessingException e) {
        return where(e) + what(e);
    }

    /** Where something is, before what is wrong with it. */
    static String where(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static String where(JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(StrictJson::step).collect(Collectors.joining())
                : "";
        String place = e.getLocation() == null ? "" : where(e.getLocation());
        return place + (field.isEmpty() ? "" : field.substring(field.startsWith(".") ? 1 : 0) + ": ");
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
    }

    /** Without names of classes, which are of no use to a person who wrote a file. */
    private static String what(JsonProcessingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : e.getOriginalMessage()
                        .replaceAll(" ?\\(start marker at [^)]*\\)[^)]*\\)", "")
                        .replaceAll(" \\(class .*", "")
                        .replaceAll("not a valid representation, problem: \\(.*\\) .*\": (?=not one of )", "")
                        .replaceAll(": need [^:]* \\(for subtype of [^)]*\\)", "")
                        .replaceAll(" in null$", "")
                        .replaceAll("^Missing creator property .*", "is missing")
                        .replaceAll(" \\(but could if .*", "")
                        .replaceAll("`[\\w.]*[.$](\\w+)(<[^`]*>)?`", "$1")
                        .replaceAll("\\[simple type, class [\\w.]*[.$](\\w+)\\]", "$1");
    }
}
