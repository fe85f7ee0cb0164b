// kind: bitfield-byte
// function: f
// forward: not-same
// why: Where a record is reached as bytes its layout counts.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { unsigned a:3, b:5; };
#else
struct s { unsigned b:5, a:3; };
#endif
int f(struct s *s) { return *(unsigned char *)s & 7; }
