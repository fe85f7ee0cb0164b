// kind: signature
// function: shelf_room
// forward: unknown
// why: The parameter is another object: what callers pass decides.

struct room { int used; int size; };
struct shelf { int id; struct room room; };
void note(int);

#ifdef OLD
int shelf_room(struct shelf *shelf)
{
	note(shelf->room.used);
	return shelf->room.size - shelf->room.used;
}
#else
int shelf_room(struct room *room)
{
	note(room->used);
	return room->size - room->used;
}
#endif
