// kind: bound
// function: shelf_check
// forward: same
// why: The same behind pointers that both sides follow, with the bound written otherwise.

struct place { int visits; };
struct room { struct place *place; };
struct shelf { struct room *room; int books; };
struct place *place_of(struct room *room);
void shelf_note(struct shelf *shelf);

int shelf_check(struct shelf *shelf)
{
	shelf->room->place->visits++;
	place_of(shelf->room)->visits++;
#ifdef OLD
	if (shelf->books > 5)
#else
	if (shelf->books >= 6)
#endif
		return -28;
	shelf_note(shelf);
	return 0;
}
