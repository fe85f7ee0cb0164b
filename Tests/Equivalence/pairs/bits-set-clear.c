// kind: bits
// function: flags_turn
// forward: same
// why: Clearing with a mask and toggling what is set.

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
	unit->flags = (unit->flags & ~0x10u) | (on ? 0x10 : 0);
}
#endif
