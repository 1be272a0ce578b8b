"""Which records of two sources are of one real object, where no exact key says so (Fellegi & Sunter 1969)."""
