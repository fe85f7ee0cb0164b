// kind: bound
// function: shelf_check
// forward: drifted
// why: Both sides follow pointers, and one that a call gives, before they part.

struct place { int visits; };
struct room { struct place *place; };
struct shelf { struct room *room; int books; };
struct place *place_of(struct room *room);
void shelf_note(struct shelf *shelf);

#ifdef OLD
#define FULL 5
#else
#define FULL 6
#endif
int shelf_check(struct shelf *shelf)
{
	shelf->room->place->visits++;
	place_of(shelf->room)->visits++;
	if (shelf->books > FULL)
		return -28;
	shelf_note(shelf);
	return 0;
}
