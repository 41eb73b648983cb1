/**
 * Applications in windows: an author implements {@link org.symmetricp2p.sdl.SdlApp}, the paper's callbacks with a
 * canvas to draw on, and {@link org.symmetricp2p.sdl.SdlLoop} runs it, one window a peer, as many as one likes.
 *
 * <p>SDL wants all its calls on one thread. That thread is the caller's; the nodes have their own, and neither
 * ever waits for the other.
 */
package org.symmetricp2p.sdl;
