/** Real peers over loopback for minutes or hours, with churn and hostile neighbours: does anything grow that shouldn't? */
package org.symmetricp2p.cli.soak;
