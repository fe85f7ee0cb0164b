// kind: inverted-condition
// function: port_ready
// forward: drifted
// why: A slow port that has users gives -16 in place of -22.

struct port { int up, speed, users; };
int port_probe(struct port *port);

#ifdef OLD
int port_ready(struct port *port)
{
	if (port->up) {
		if (port->speed >= 100) {
			if (!port->users)
				return port_probe(port);
			return -16;
		}
		return -22;
	}
	return -19;
}
#else
int port_ready(struct port *port)
{
	if (!port->up)
		return -19;
	if (port->users)
		return -16;
	if (port->speed < 100)
		return -22;
	return port_probe(port);
}
#endif
