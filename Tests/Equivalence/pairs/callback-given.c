// kind: function-pointer
// function: shelf_claim
// forward: drifted
// why: The count moves before the call of a driver, which is given the shelf.

struct shelf;
struct shelf_ops { int (*detach)(struct shelf *shelf); };
struct shelf { const struct shelf_ops *ops; int claims; };

#ifdef OLD
void shelf_claim(struct shelf *shelf)
{
	shelf->ops->detach(shelf);
	shelf->claims = 1;
}
#else
void shelf_claim(struct shelf *shelf)
{
	shelf->claims = 1;
	shelf->ops->detach(shelf);
}
#endif
