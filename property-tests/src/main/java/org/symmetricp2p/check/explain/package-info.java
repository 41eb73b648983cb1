/** Explains a run to a person: what was recorded of it, which peer did what it must not, and the page that tells it. */
package org.symmetricp2p.check.explain;
