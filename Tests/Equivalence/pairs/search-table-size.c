// kind: search
// function: buses_init
// forward: drifted
// why: A table has at most 16 entries now; its size is what a callee writes, and each entry has shifts.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
struct entry { u8 line; u8 clock_shift; u8 data_shift; u8 rest[24]; } __attribute__((packed));
struct head { u16 size; u8 format; u8 content; };
struct bus { u32 clock; u32 data; int valid; };
struct card { u8 *bios; struct bus bus[64]; };
int table_find(struct card *c, int index, u16 *size, u16 *start);

static int entries_of(u16 size)
{
	u32 bytes;

	if (size < sizeof(struct head))
		return 0;
	bytes = size - sizeof(struct head);
	bytes /= sizeof(struct entry);
	return bytes < 16 ? bytes : 16;
}

void buses_init(struct card *c)
{
	u16 size, start;
	int i, count;

	if (!table_find(c, 10, &size, &start))
		return;
#ifdef OLD
	count = (size - sizeof(struct head)) / sizeof(struct entry);
#else
	count = entries_of(size);
#endif
	struct entry *e = (struct entry *)(c->bios + start + sizeof(struct head));
	for (i = 0; i < count; i++) {
		c->bus[i].clock = 1u << e->clock_shift;
		c->bus[i].data = 1u << e->data_shift;
		c->bus[i].valid = e->line != 0;
		e++;
	}
}
