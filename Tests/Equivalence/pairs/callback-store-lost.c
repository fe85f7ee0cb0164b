// kind: function-pointer
// function: shelf_claim
// forward: drifted
// why: The count is not kept any more: where the call's memory is not looked at, the end still shows it.

struct board;
struct board_ops { int (*detach)(struct board *board, void *place); };
struct board { const struct board_ops *ops; };
struct shelf { struct board *board; int claims; };

#ifdef OLD
void shelf_claim(struct shelf *shelf, void *place)
{
	shelf->claims = 1;
	shelf->board->ops->detach(shelf->board, place);
}
#else
void shelf_claim(struct shelf *shelf, void *place)
{
	shelf->board->ops->detach(shelf->board, place);
}
#endif
