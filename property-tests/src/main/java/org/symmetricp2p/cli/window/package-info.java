/** The commands that open windows: what their options mean. The windows themselves are {@link org.symmetricp2p.sdl}. */
package org.symmetricp2p.cli.window;
