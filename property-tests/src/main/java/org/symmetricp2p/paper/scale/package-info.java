/**
 * What happens to a session that is much larger than those of the paper: {@link org.symmetricp2p.paper.scale.Crowd} says how large,
 * {@link org.symmetricp2p.paper.scale.Sizes} what it takes then.
 */
package org.symmetricp2p.paper.scale;
