"""A seeded population for the buildings of any city: parcels, homes, people and jobs that fit together."""
