package org.symmetricp2p.cli.lab;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of some values, as they are written in the command line. */
class Names<T> implements ITypeConverter<T>, Iterable<String> {

    private final List<T> values;

    Names(List<T> values) {
        this.values = values;
    }

    @Override
    public T convert(String text) {
        return values.stream()
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' must be one of " + values));
    }

    @Override
    public Iterator<String> iterator() {
        return values.stream().map(Object::toString).iterator();
    }
}
