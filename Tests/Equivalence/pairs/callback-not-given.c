// kind: function-pointer
// function: shelf_claim
// forward: drifted or unknown
// why: The count moves before the call of a driver, which is given a board: whether it looks at the shelf is not known, unless `place` is the shelf.

struct board;
struct board_ops { int (*detach)(struct board *board, void *place); };
struct board { const struct board_ops *ops; };
struct shelf { struct board *board; int claims; };

#ifdef OLD
void shelf_claim(struct shelf *shelf, void *place)
{
	shelf->board->ops->detach(shelf->board, place);
	shelf->claims = 1;
}
#else
void shelf_claim(struct shelf *shelf, void *place)
{
	shelf->claims = 1;
	shelf->board->ops->detach(shelf->board, place);
}
#endif
