// kind: layout
// function: f
// forward: not-same
// why: A ring of bytes as large as a record.


#ifdef OLD
struct x { long a, b; };
void f(char *ring, unsigned pos, char v) { ring[pos & (sizeof(struct x) - 1)] = v; }
#else
struct x { long a, b, c, d; };
void f(char *ring, unsigned pos, char v) { ring[pos & (sizeof(struct x) - 1)] = v; }
#endif
