// kind: layout
// function: board_byte
// forward: not-same
// why: The bytes of a union are read, and its elements without a tag hold a record whose members moved.

#ifdef OLD
struct lamp { int level; int limit; };
struct board { union { struct { struct lamp lamp; } slot[2]; char bytes[64]; }; };
int board_byte(struct board *board, int level)
{
	board->slot[0].lamp.level = level;
	return board->bytes[0];
}
#else
struct lamp { int born; int level; int limit; };
struct board { union { struct { struct lamp lamp; } slot[2]; char bytes[64]; }; };
int board_byte(struct board *board, int level)
{
	struct board *same = board;

	same->slot[0].lamp.level = level;
	return same->bytes[0];
}
#endif
