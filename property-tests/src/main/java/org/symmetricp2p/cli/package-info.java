/**
 * The command line tool, {@code symmetric.jar}: {@link org.symmetricp2p.cli.PeerCommand} runs one peer,
 * {@link org.symmetricp2p.cli.demo.DemoCommand} six of them, as real processes,
 * {@link org.symmetricp2p.cli.window.MoveCommand} some with windows.
 */
package org.symmetricp2p.cli;
