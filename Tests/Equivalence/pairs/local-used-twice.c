// kind: refuted
// function: f
// forward: same or unknown
// why: One buffer is used twice, or two once.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8;
typedef unsigned long size_t;
int get(void *a, size_t n);

#ifdef OLD
int f(void) { u8 a[8], b[8]; int r = get(a, 8), s; if (r) return r; s = a[1]; r = get(b, 8); if (r) return r; return s + b[1]; }
#else
int f(void) { u8 a[8]; int r = get(a, 8), s; if (r) return r; s = a[1]; r = get(a, 8); if (r) return r; return s + a[1]; }
#endif
