/**
 * Golden vectors for ports: language-neutral files of inputs and expected results, written from this implementation
 * ({@link org.symmetricp2p.vectors.Generation}) and run against it ({@link org.symmetricp2p.vectors.Check}).
 */
package org.symmetricp2p.vectors;
