"""Whether 3D geometry is valid (ISO 19107), by the codes of val3dity (https://val3dity.readthedocs.io/)."""
