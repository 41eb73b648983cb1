/** Real peers over loopback in the paper's topology: what do they cost, and how soon is a key press seen? */
package org.symmetricp2p.cli.load;
