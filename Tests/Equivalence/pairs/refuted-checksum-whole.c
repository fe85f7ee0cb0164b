// kind: layout
// function: f
// forward: not-same
// why: A sum over the bytes of a record whose members changed places.

unsigned crc32_le(unsigned, const void *, unsigned long);

#ifdef OLD
struct s { int a; int b; };
unsigned f(struct s *s) { s->a = 1; s->b = 2; return crc32_le(0, s, sizeof(*s)); }
#else
struct s { int b; int a; };
unsigned f(struct s *s) { s->a = 1; s->b = 2; return crc32_le(0, s, sizeof(*s)); }
#endif
