// kind: bound
// function: seat_take
// forward: same
// why: The bound is the array's own size.

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
	if (seat < sizeof(room->seats) / sizeof(room->seats[0])) {
		room->seats[seat] = 1;
		room->taken += 1;
		return room->taken;
	}
	return -34;
}
#endif
