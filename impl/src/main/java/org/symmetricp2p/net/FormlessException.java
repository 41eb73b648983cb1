package org.symmetricp2p.net;

import io.netty.handler.codec.DecoderException;

/** What has arrived is no frame, and why, for whoever sent it. */
final class FormlessException extends DecoderException {

    private static final long serialVersionUID = 1;

    FormlessException(String why) {
        super(why);
    }
}
