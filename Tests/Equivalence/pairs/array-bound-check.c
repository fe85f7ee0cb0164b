// kind: bound
// function: seat_take
// forward: drifted
// why: The bound takes the place behind the last.

struct room { int seats[8]; int taken; };

#ifdef OLD
int seat_take(struct room *room, unsigned int seat)
{
	if (seat >= 8)
		return -34;
	room->seats[seat] = 1;
	return ++room->taken;
}
#else
int seat_take(struct room *room, unsigned int seat)
{
	if (seat > 8)
		return -34;
	room->seats[seat] = 1;
	return ++room->taken;
}
#endif
