// kind: bits
// function: flags_turn
// forward: drifted
// why: Toggling sets the bit where it was clear.

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
	if (on)
		unit->flags |= 0x10;
	else
		unit->flags ^= 0x10;
}
#endif
