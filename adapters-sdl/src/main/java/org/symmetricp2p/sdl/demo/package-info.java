/**
 * Two applications with windows: the paper's {@link org.symmetricp2p.sdl.demo.MoveApp moving rectangle}, and a board
 * on which several people pour {@link org.symmetricp2p.sdl.demo.Sand sand}.
 */
package org.symmetricp2p.sdl.demo;
