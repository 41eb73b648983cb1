/** How much memory a long session takes, with a window and without: the command {@code memory}. */
package org.symmetricp2p.cli.memory;
