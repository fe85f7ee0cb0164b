// kind: bits
// function: flags_turn
// forward: drifted
// why: The mask is cut to 16 bits and clears the upper half.

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
		unit->flags &= (unsigned short)~0x10;
}
#endif
