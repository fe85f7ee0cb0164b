// kind: bits
// function: flags_turn
// forward: drifted
// why: The number itself is put in: only one of all that count as true gives the right bit.

struct unit { unsigned int flags; };

#ifdef OLD
void flags_turn(struct unit *unit, int on)
{
	if (on)
		unit->flags |= 0x10;
	else
		unit->flags &= ~0x10;
}
#else
void flags_turn(struct unit *unit, int on)
{
	unit->flags = (unit->flags & ~0x10u) | (unsigned int)on << 4;
}
#endif
