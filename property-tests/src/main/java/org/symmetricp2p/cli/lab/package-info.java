/** The commands of the laboratory: simulate one world, or many of them, and replay what failed. */
package org.symmetricp2p.cli.lab;
