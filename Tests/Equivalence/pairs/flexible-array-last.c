// kind: layout
// function: frame_fill
// function: frame_make
// forward: same
// why: An array of one element at the end becomes a flexible one, and sizes are computed to match.

typedef unsigned char u8;
void *kmalloc(unsigned long size, unsigned int flags);

#ifdef OLD
struct frame { int kind; u8 length; u8 data[1]; } __attribute__((packed));
#define HEAD (sizeof(struct frame) - 1)
#else
struct frame { int kind; u8 length; u8 data[]; } __attribute__((packed));
#define HEAD sizeof(struct frame)
#endif

void frame_fill(struct frame *f, const u8 *from)
{
	f->length = from[0];
	f->data[0] = from[1];
	f->data[1] = from[2];
}

struct frame *frame_make(unsigned long n)
{
	struct frame *f = kmalloc(HEAD + n, 1);

	if (f)
		f->length = n;
	return f;
}
