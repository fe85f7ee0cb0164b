// kind: layout
// function: frame_make
// forward: drifted
// why: An array of one element at the end becomes a flexible one, and one byte less is allocated.

typedef unsigned char u8;
void *kmalloc(unsigned long size, unsigned int flags);

#ifdef OLD
struct frame { int kind; u8 length; u8 data[1]; } __attribute__((packed));
#else
struct frame { int kind; u8 length; u8 data[]; } __attribute__((packed));
#endif

struct frame *frame_make(unsigned long n)
{
	struct frame *f = kmalloc(sizeof(struct frame) - 1 + n, 1);

	if (f)
		f->length = n;
	return f;
}
