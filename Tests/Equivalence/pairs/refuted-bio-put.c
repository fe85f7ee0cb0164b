// kind: bio-put
// function: f
// forward: not-same
// why: Traps, places that are never reached, and where objects lie.
// witness: none: it is about what a run of two builds cannot tell apart

struct bio; void bio_put(struct bio *);
#ifdef OLD
void f(struct bio *b) { if (b) bio_put(b); }
#else
void f(struct bio *b) { bio_put(b); }
#endif
