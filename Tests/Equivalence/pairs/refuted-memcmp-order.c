// kind: layout
// function: f
// forward: not-same
// why: The order of two records by their bytes.

int memcmp(const void *, const void *, unsigned long);

#ifdef OLD
struct s { unsigned char a; unsigned char b; };
int f(struct s *x, struct s *y) { return memcmp(x, y, sizeof(*x)); }
#else
struct s { unsigned char b; unsigned char a; };
int f(struct s *x, struct s *y) { return memcmp(x, y, sizeof(*x)); }
#endif
