// kind: off-by-one
// function: f
// forward: drifted
// why: What was found may be one byte shorter, and decides on a byte behind it.
typedef unsigned char u8;
struct ies { long x; int len; u8 data[]; };
struct elem { u8 id; u8 datalen; u8 data[]; };
struct bss { long pad[2]; struct ies *ies; };
void lock(void); void unlock(void);
const struct elem *find(int, const u8 *, int);
void f(struct bss *b, _Bool *tol)
{
	const struct elem *e; const struct ies *ies;
	lock();
	ies = *(struct ies *volatile *)&b->ies;
	e = find(127, ies->data, ies->len);
#ifdef OLD
	if (!e || e->datalen < 10 || !(e->data[10] & 0x80))
#else
	if (!e || e->datalen < 11 || !(e->data[10] & 0x80))
#endif
		*tol = 0;
	unlock();
}
