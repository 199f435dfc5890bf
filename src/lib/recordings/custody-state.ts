/** Where a recording stands: for ever kept, out of sight until its purge, a tombstone, or closed to all but a named duty. */
export type CustodyState = 'kept' | 'quarantined' | 'purged' | 'restricted';
