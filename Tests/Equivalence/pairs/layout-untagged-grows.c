// kind: layout
// function: board_level
// function: board_copy
// forward(board_level): same
// forward(board_copy): unknown
// why: A member without a tag grows in front of what is read by name; a copy of the whole of it is other bytes.

#ifdef OLD
struct board { int id; struct { int level, limit; } main; int last; };
int board_level(struct board *board)
{
	if (board->main.level > board->main.limit)
		return board->last;
	return board->main.level;
}
void board_copy(struct board *to, struct board *from)
{
	to->main = from->main;
	to->last = from->last;
}
#else
struct board { int id; struct { int born, level, limit; } main; int last; };
int board_level(struct board *board)
{
	return board->main.level > board->main.limit ? board->last : board->main.level;
}
void board_copy(struct board *to, struct board *from)
{
	to->last = from->last;
	to->main = from->main;
}
#endif
