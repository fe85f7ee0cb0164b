// kind: helper
// function: shelf_check
// forward: drifted
// why: What the helper counts decides; a case needs its body to be run.

struct shelf { int books[4]; int limit; };
void shelf_note(struct shelf *shelf);

static int shelf_count(struct shelf *shelf)
{
	int count = 0;

	for (int i = 0; i < 4; i++)
		if (shelf->books[i])
			count += 3;
	return count;
}

#ifdef OLD
int shelf_check(struct shelf *shelf)
{
	if (shelf_count(shelf) > 5)
		return -28;
	shelf_note(shelf);
	return 0;
}
#else
int shelf_check(struct shelf *shelf)
{
	if (shelf_count(shelf) > 6)
		return -28;
	shelf_note(shelf);
	return 0;
}
#endif
