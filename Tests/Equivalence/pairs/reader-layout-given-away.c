// kind: layout
// function: key_hash
// forward: not-same
// why: The callee gets the first six bytes; what was at 4 is at 6 now, so it gets another thing.

typedef unsigned short u16;
typedef unsigned int u32;
u32 take_part(const void *bytes, int count);

#ifdef OLD
struct key {
	u32 shelf;
	u16 book;
};
#else
struct key {
	u32 shelf;
	u16 row;
	u16 book;
};
#endif

u32 key_hash(u32 shelf, u16 book)
{
	struct key key = { .shelf = shelf, .book = book };

	return take_part(&key, 6);
}
