// kind: layout
// function: board_level
// forward: same
// why: A record with a member without a tag grows in front: what is reached by name is the same.

#ifdef OLD
struct board { int id; struct { int level, limit; } main; union { struct { int low, high; } range; long both; }; };
int board_level(struct board *board)
{
	if (board->main.level > board->main.limit)
		return board->main.limit;
	return board->main.level;
}
#else
struct board { long born; int id; struct { int level, limit; } main; union { struct { int low, high; } range; long both; }; };
int board_level(struct board *board)
{
	int level = board->main.level;

	return level > board->main.limit ? board->main.limit : level;
}
#endif
