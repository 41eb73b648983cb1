/**
 * Histories of what users of a session did and saw, and their judgement from outside, by the methods of Jepsen: no word of the
 * protocol is known here, only that elements were appended to lists, and which lists were read.
 */
package org.symmetricp2p.history;
