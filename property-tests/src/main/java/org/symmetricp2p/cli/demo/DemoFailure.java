package org.symmetricp2p.cli.demo;

/** The demo did not go as it must: the message says what, where and how to find out more. */
final class DemoFailure extends Exception {

    private static final long serialVersionUID = 1;

    DemoFailure(String message) {
        super(message);
    }
}
