package org.symmetricp2p.cli.attack;

import java.io.IOException;

/** Takes places without a word. */
final class Idle implements Attack {

    private static final int SOCKETS = 80;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String what() {
        return "makes 80 connections and says nothing";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        for (int i = 0; i < SOCKETS; i++) {
            field.connect().listen();
        }
        field.pause(5_000);
    }
}
